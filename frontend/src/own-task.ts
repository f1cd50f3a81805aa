/** What comes after it is a task of its own: input and drawing that wait go first. */
export function ownTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
