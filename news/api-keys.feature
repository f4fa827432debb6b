The programme office makes keys with which other sites read the content of the network, figures or the harvest: read only, with an end, revocable at once, limited in calls.
