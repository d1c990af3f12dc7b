#!/usr/bin/env node
'use strict';
/* Starts the program with staff, cases and conversations to show; builds what is missing first. */
const { buildIfNeeded } = require('./build');

buildIfNeeded();
require('../dist/src/demo/demo').main(process.argv.slice(2));
