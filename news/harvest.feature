Other portals and research take over all open content as JSON Lines and read on from where they were; what was withdrawn is told to them (`@harvest`).
