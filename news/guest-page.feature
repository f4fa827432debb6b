Guests have a page of their own behind the link of their mails: their place, the access when it is time, the code for the attendance, certificate, feedback form, materials and recording.
