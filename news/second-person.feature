A setting by which a second person approves what is published.
