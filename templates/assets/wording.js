// Numbers in words: no DOM.

// `forms` has a wording for each plural category of `language` (CLDR), with `{n}` for the number.
export function count(forms, number, language) {
  const category = new Intl.PluralRules(language).select(number);
  return (forms[category] ?? forms.other).replace("{n}", String(number));
}
