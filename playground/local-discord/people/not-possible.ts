/** Discord's client would not let a person do this: the test asks for something that cannot happen. */
export class NotPossible extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotPossible';
  }
}
