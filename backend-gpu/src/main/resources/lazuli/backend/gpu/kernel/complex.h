// Functions of complex64.
