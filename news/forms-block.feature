A block “Formular zum Ausfüllen” for editors: a form on any page.
