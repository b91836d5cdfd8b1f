// The pictures of display formulas, as rendering sees them: something to look up. Who draws them is not its business.

export interface FormulaPicture {
  /** Of its file. Named after all that it shows: two pictures of one name are the same. */
  fileName: string;
  png: Uint8Array;
}

/** `pending`: it is being drawn. `refused`: there is no such picture and there will be none. */
export type FormulaLook = FormulaPicture | 'pending' | 'refused';

/** `tex` stands without its delimiters. */
export type LookUpFormula = (tex: string) => FormulaLook;
