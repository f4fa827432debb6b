Zope says whether it lives and can serve: `/@@alive` and `/@@ready`, for balancers of the internal network.
