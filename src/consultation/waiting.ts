/** The status of a turn whose review others go before. */
export function waitingInLine(ahead: number): string {
  return `Waiting in line: ${ahead} other review${ahead === 1 ? ' goes' : 's go'} first`;
}
