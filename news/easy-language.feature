An article in easy language names the text that it says more plainly.
