"""Forms made with collective.easyform, over REST."""
