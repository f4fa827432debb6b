Practice examples have a help text and a hint at the length for every part, further municipalities, SDGs, films, a contact, and two parts on what others need; `@completeness` says what is missing.
