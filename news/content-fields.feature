Contents come in less time over REST: the fields of a type are looked up once, and what is empty asks no vocabulary.
