A search for several words puts the best first in less time.
