#!/usr/bin/env node
import { runCommand } from './cli/commands.ts';

// `npm start` without words serves; every other command comes through `npm run nysan -- …`.
process.exitCode = await runCommand(process.argv.length > 2 ? process.argv.slice(2) : ['serve']);
