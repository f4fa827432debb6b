"""What search engines may read, said without the patterns of stock that hide texts."""
