/** A command was given something that it cannot work with; the message says what and what to do. */
export class CommandError extends Error {}
