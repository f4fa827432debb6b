Hosts note who was there with a code or QR code of the participants, or with the list of a video tool (Zoom, Webex, Teams, BigBlueButton), which they can try first.
