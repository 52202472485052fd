import type { DeliveryData, Json } from '../data.ts';

/** What goes to the app, whichever way. */
export interface Parcel {
  readonly kind: DeliveryData['kind'];
  readonly what: string;
  readonly payload: Json;
  /** The app may answer within its acknowledgement. */
  readonly acceptsResponse: boolean;
}

/** Which redelivery this is, and why the delivery before it failed. */
export interface Retry {
  readonly number: number;
  readonly reason: string;
}

export type Outcome =
  | { readonly acknowledged: true; readonly response: Json | null }
  | {
      readonly acknowledged: false;
      readonly reason: string;
      /** The app asked not to be told again. */
      readonly final?: boolean;
    };

/** One way to the app: sockets, or a request URL. Sends once and never throws. */
export interface Carrier {
  send(parcel: Parcel, retry: Retry | null): Promise<Outcome>;
}
