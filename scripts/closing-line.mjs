#!/usr/bin/env node
/** Prints `N passed, N failed` (and `, N skipped`) of a report that Jest wrote with --json --outputFile. */
import { readFileSync } from 'node:fs';
import process from 'node:process';

const [, , file = ''] = process.argv;
const report = JSON.parse(readFileSync(file, 'utf8'));
// A file that could not even be loaded has no failed test in it, and failed all the same.
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
const skipped = report.numPendingTests + report.numTodoTests;
const tail = skipped > 0 ? `, ${skipped} skipped` : '';
console.log(`${report.numPassedTests} passed, ${failed} failed${tail}`);
