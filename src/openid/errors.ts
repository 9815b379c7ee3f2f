/** The provider cannot be reached, or answers nothing that makes sense. */
export class ProviderUnavailableError extends Error {
  override readonly name = 'ProviderUnavailableError';
}

/** The person, or the provider in the person's stead, has not agreed. */
export class SignInDeclinedError extends Error {
  override readonly name = 'SignInDeclinedError';
}

/** What came back is no proof of who the person is. */
export class ProofRefusedError extends Error {
  override readonly name = 'ProofRefusedError';
}
