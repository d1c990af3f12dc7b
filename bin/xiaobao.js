#!/usr/bin/env node
'use strict';
/* Starts the command line; builds what is missing or older than its sources first, so that two commands are enough. */
const { buildIfNeeded } = require('./build');

buildIfNeeded();
require('../dist/src/cli').main(process.argv.slice(2));
