Who was at an event downloads a certificate: an accessible PDF with a number, which anybody can check.
