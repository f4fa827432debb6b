The office imports many accounts at once from a table (`POST /@members-import`): every bad row is told, all rows are created or none, and people set their password with a link that comes by mail.
