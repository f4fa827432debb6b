People see at /meine-veranstaltungen what they are registered for and what they have been to, and make, renew or take back the secret address by which their calendar follows it.
