"""Making documents: PDF and QR codes. Plain functions, no Zope."""
