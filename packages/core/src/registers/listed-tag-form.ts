/** The tag that only a listing decision sets and only its end takes away (R262); draws and filters read it like any tag. */
export const listedTag = '严重失信主体';
