When two people write on the same text in the steps, nothing is overwritten: changes of different parts are put together, and of two versions of a part one is chosen.
