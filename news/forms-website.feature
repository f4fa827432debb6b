Forms are filled in on the website: every kind of field, with errors above and at the field, conditions, files, thanks in place; what was typed stays whatever happens, and nothing arrives twice.
