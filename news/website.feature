A website of its own: start page, views of every type, spaces, search, in German and English.
