Members find each other in the directory, by name, municipality, topic and Land, and write to each other without
learning addresses.
