import { ConfigMap } from 'plimsoll/kubernetes/core/v1';

export function greeter({ name, language = 'en' }) {
  const greeting = { en: 'Hello', de: 'Hallo', fr: 'Bonjour' }[language];
  return {
    kind: 'greeter',
    render: ({ application, cluster, warn }) => {
      if (name === 'world') warn('everybody is greeted');
      const data = { text: `${greeting} ${name}, from ${cluster}` };
      return [ConfigMap({ metadata: { name: application }, data })];
    },
  };
}
