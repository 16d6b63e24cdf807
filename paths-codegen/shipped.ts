export async function generateShipped(_options: { readonly into: string }): Promise<void> {}
