`make audit` asks the registers of vulnerabilities about every package of the locks; what they do not answer is told, not taken for "none".
