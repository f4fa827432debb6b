`make drill` breaks parts of a cluster amid traffic and shows that nothing that was answered with success is lost or doubled; a short one is part of `make test`.
