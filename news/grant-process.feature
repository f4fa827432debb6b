Grant applications go their way from draft to settlement: a check before submission says what is missing, two people examine and decide, the cap of the municipality holds, and nothing is half done.
