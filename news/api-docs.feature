`++api++/@api-docs` is the description of the API as a page to read, with examples for a terminal.
