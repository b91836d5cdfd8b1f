// A file that a person attached to a question, and how much of such files is read.

/** As Discord tells it. Everything in it can be made up, but for the host in the address. */
export interface Attachment {
  name: string;
  /** Bytes. */
  size: number;
  contentType: string | null;
  url: string;
}

/** The room that a prompt has, more than what can be sent: text over this would be refused as too long anyway. */
export const attachmentBounds = {
  texts: 5,
  pictures: 4,
  /** All of these in bytes. */
  textBytes: 200_000,
  allTextBytes: 400_000,
  pictureBytes: 5_000_000,
} as const;
