Fields for files say how large a file may be and which kinds are possible, and refuse others before anything is sent; errors name the size and lead to the field.
