Finance gets the list of payments with IBANs as a table, and notes what was paid; nothing is paid twice, and each view of an IBAN is on record.
