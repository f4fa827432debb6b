Results on a map of the Länder with a table beside it, by mouse and by keyboard.
