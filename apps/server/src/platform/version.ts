/** The version of the product, as packages, certificates and papers name it. */
export const version = '0.1.0';
