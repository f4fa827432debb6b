A search for several words puts the best first in less time, and large results take a third less.
