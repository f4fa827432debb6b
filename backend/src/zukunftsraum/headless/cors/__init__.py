"""What pages of other sites may ask of the API: everybody reads, only listed origins write."""
