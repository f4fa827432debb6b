Members join exchange rooms or ask to; hosts admit, bring people in, change roles. Municipal spaces show their members;
coordinators invite by mail and name the mail domains that are admitted at once.
