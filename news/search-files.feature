Files (PDF, DOCX, ODT, XLSX, text) are found by the text in them. They are read in a process of its own with limits on size, pages, time and memory; what cannot be read is found by its name.
