"""The sections of the site: Wissen, Praxis, Veranstaltungen and the others."""
