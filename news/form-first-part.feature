The first part of a form with several parts shows its title on the website, too.
