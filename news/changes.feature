Before taking over a working copy, editors see what is changed in it, part by part.
