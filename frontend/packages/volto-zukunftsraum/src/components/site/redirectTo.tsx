import { Redirect } from 'react-router-dom';

/** A page that leads on to another one. */
export function redirectTo(path: string) {
  const Redirected = () => <Redirect to={path} />;
  return Redirected;
}
